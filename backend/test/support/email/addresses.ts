export const PARLEY = 'parley@acme.example';
export const DESK = 'desk@beta.example';
