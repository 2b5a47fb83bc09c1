/** What a successful grant hands to the client. */
export interface IssuedLogin {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  refreshToken: string;
  /** When the login ends for good. */
  loginExpiresAt: Date;
}
