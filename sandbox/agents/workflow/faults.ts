/** How the service misbehaves; all left out: not at all. Shares are between 0 and 1, of messages. */
export interface WorkflowFaults {
  duplicate?: number;
  /** A message goes out after the next ones. */
  reorder?: number;
  lose?: number;
  /** No JSON, too large, of other runs and sessions, of no version: between the real ones. */
  garbage?: number;
  /** After so many chunks nothing more, as if it had died; asked again it goes on. */
  stallAfter?: number;
  /** The last message is never sent. */
  noEnd?: boolean;
  /** Takes requests and says nothing. */
  mute?: boolean;
  /** An error after so many chunks. */
  failAfter?: number;
  /** So long nothing but heartbeats, in milliseconds. */
  thinkMs?: number;
}
