/** A message that begins with its first words. While it is being begun, only the newest text is kept. */
export class LateMessage {
  private beginning: Promise<void> | null = null;
  private newest = '';
  private stands = false;

  constructor(
    private readonly begin: () => Promise<void>,
    private readonly show: (text: string) => void,
  ) {}

  open(): void {
    if (this.beginning) return;
    this.beginning = this.begin().then(() => {
      this.stands = true;
      if (this.newest) this.show(this.newest);
    });
    // Whoever asks whether it was opened hears of a failure.
    this.beginning.catch(() => undefined);
  }

  grow(text: string): void {
    this.newest = text;
    if (this.stands) this.show(text);
    else if (text) this.open();
  }

  /** @returns whether there is a message. @throws what its beginning failed of */
  async opened(): Promise<boolean> {
    await this.beginning;
    return this.stands;
  }
}
