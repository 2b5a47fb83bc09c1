/** The login name of an address. The database stores nothing else (constraint app_user_email_lower). */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();

/** Whether an account could have this name at all. What PostgreSQL cannot store must not reach a query. */
export const isPossibleEmail = (name: string): boolean => !name.includes('\0') && name.isWellFormed();
