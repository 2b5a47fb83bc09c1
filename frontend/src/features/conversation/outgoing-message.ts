/** A message the server has not confirmed yet. Its id is chosen here, so sending it twice stores it once. */
export interface OutgoingMessage {
  id: string;
  text: string;
  createdAt: string;
  /** SENDING also while the line is down; WAITING until the rate limit lets it through; FAILED needs the person. */
  status: 'SENDING' | 'WAITING' | 'SENT' | 'FAILED';
  error: string | null;
  retryAt: number | null;
}
