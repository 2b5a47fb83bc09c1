import { Injectable } from '@nestjs/common';
import { SlackDesk, StoredSlackInstallations } from '../../../channels/index.js';
import { type CardPlace, SlackPlacesRepository } from './slack-places.repository.js';

/** A reply to a command has 3 s altogether. */
const PATIENCE_MS = 1_000;

/** Links to cards where they stand in Slack. What Slack does not tell in time is left out: every card is in the web app too. */
@Injectable()
export class CardLinks {
  constructor(
    private readonly places: SlackPlacesRepository,
    private readonly installations: StoredSlackInstallations,
    private readonly desk: SlackDesk,
  ) {}

  /** @returns permalinks by request */
  async of(channelId: string, requestIds: readonly string[]): Promise<Map<string, string>> {
    const links = new Map<string, string>();
    const all = (await this.places.cards(channelId, requestIds)).map(async (place) => {
      const url = await this.linkTo(place).catch(() => undefined);
      if (url) links.set(place.requestId, url);
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    await Promise.race([Promise.all(all), late]);
    clearTimeout(timer);
    return new Map(links);
  }

  private async linkTo({ team, channel, ts }: CardPlace): Promise<string | undefined> {
    const installation = await this.installations.forTeam(team);
    return installation ? this.desk.permalink(installation.botToken, channel, ts) : undefined;
  }
}
