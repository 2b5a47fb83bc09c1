import { Injectable } from '@nestjs/common';

/** Whether this process has been told to end: it still serves what comes, and asks to be left alone (OPS-3). */
@Injectable()
export class Drain {
  private told = false;

  get begun(): boolean {
    return this.told;
  }

  begin(): void {
    this.told = true;
  }
}
