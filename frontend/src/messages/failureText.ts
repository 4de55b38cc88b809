/** What one refusal says: what happened, what is safe, what to do now. */
export interface FailureText {
  what: string;
  safe: string;
  now: string;
}
