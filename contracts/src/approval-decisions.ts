/** The decisions on an approval in the order in which every card numbers them: a reply of "1" means the first. */
export const APPROVAL_DECISIONS = ['approve', 'reject'] as const;
