/** As a ref: what takes the place of the button that was pressed gets its focus. One function, so that it runs once. */
export const focusNow = (element: HTMLElement | null) => element?.focus();
