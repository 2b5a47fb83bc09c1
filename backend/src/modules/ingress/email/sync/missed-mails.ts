/** What Gmail told of and does not give out: as long as this it may only be late (F45), or Gmail have a bad moment. */
const LATE_MS = 60_000;

interface Box {
  /** By `performance.now()`. */
  since: Map<string, number>;
  /** Passed over, and why. */
  passed: Map<string, string>;
}

/** Mails that could not be had, as far as this process knows. */
export class MissedMails {
  private readonly boxes = new Map<string, Box>();

  /** It could not be had just now. @returns for so long that it is not waited for any more? */
  miss(mailbox: string, gmailId: string): boolean {
    const { since, passed } = this.box(mailbox);
    if (passed.has(gmailId)) return true;
    const first = since.get(gmailId) ?? performance.now();
    since.set(gmailId, first);
    return performance.now() - first > LATE_MS;
  }

  /** It is there, fails, and holds up nobody from now on. @returns is that new? */
  passOver(mailbox: string, gmailId: string, why: string): boolean {
    const { since, passed } = this.box(mailbox);
    since.delete(gmailId);
    const isNew = !passed.has(gmailId);
    passed.set(gmailId, why);
    return isNew;
  }

  /** To be tried once more. */
  passedOver(mailbox: string): string[] {
    return [...this.box(mailbox).passed.keys()];
  }

  /** It was had, or was deleted. */
  settle(mailbox: string, gmailId: string): void {
    const { since, passed } = this.box(mailbox);
    since.delete(gmailId);
    passed.delete(gmailId);
  }

  /** Nothing is waited for there: what is asked for no more is not kept. */
  nothingLate(mailbox: string): void {
    this.box(mailbox).since.clear();
  }

  /** A sentence for operators; null: nothing was passed over. */
  problem(mailbox: string): string | null {
    const reasons = [...this.box(mailbox).passed.values()];
    if (!reasons.length) return null;
    const which =
      reasons.length === 1 ? '1 mail cannot be had and is' : `${reasons.length} mails cannot be had and are`;
    return `${which} tried again now and then, while others are read: ${reasons.at(-1)}`;
  }

  private box(mailbox: string): Box {
    const box = this.boxes.get(mailbox) ?? { since: new Map(), passed: new Map() };
    this.boxes.set(mailbox, box);
    return box;
  }
}
