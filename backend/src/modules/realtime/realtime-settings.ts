export const REALTIME_SETTINGS = Symbol('REALTIME_SETTINGS');

export interface RealtimeSettings {
  allowedOrigins: readonly string[];
}
