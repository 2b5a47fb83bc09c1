export const DASHBOARD_SETTINGS = Symbol('DASHBOARD_SETTINGS');

export interface DashboardSettings {
  /** Where people reach the web app, without a trailing slash. */
  publicUrl: string;
  /** Whose pages may change anything. */
  allowedOrigins: readonly string[];
}

/** Nothing else of Parley is below it, and its cookie goes nowhere else. */
export const DASHBOARD_PATH = '/admin-queues';
