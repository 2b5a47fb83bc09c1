/** What the ways in for programs need to know: A2A and MCP. */
export interface DoorSettings {
  /** Where this Parley is found from outside, without a slash at the end. */
  publicUrl: string;
  allowedOrigins: readonly string[];
}
export const DOOR_SETTINGS = Symbol('DOOR_SETTINGS');
