import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/index.js';
import { SLACK_SCOPES } from '../../src/modules/channels/slack/domain/slack-scopes.js';

const manifest = readFileSync(join(projectRoot(), 'docs', 'slack', 'manifest.yaml'), 'utf8');

/** The items of one list of the file, which is plain enough to be read line by line. */
const itemsOf = (key: string): string[] => {
  const lines = manifest.split('\n');
  const start = lines.findIndex((line) => line.trim() === `${key}:`);
  const depth = lines[start]!.search(/\S/);
  const rest = lines.slice(start + 1).filter((line) => !/^\s*#/.test(line));
  const end = rest.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= depth);
  return rest.slice(0, end).map((line) => line.trim().replace(/^- /, ''));
};

describe('docs/slack/manifest.yaml', () => {
  it('asks for what the installation asks for, no more and no less', () => {
    expect(itemsOf('bot')).toEqual([...SLACK_SCOPES]);
  });

  it('sends what is listened to, to where it is taken', () => {
    const listeners = readFileSync(
      join(projectRoot(), 'backend/src/modules/ingress/slack/listeners/workspace.listener.ts'),
      'utf8',
    );
    const subscribed = itemsOf('bot_events');
    for (const event of ['app_uninstalled', 'tokens_revoked', 'member_joined_channel']) {
      expect(listeners).toContain(`'${event}'`);
      expect(subscribed).toContain(event);
    }
    expect(subscribed.filter((event) => event.startsWith('message.')).sort()).toEqual([
      'message.channels',
      'message.groups',
      'message.im',
      'message.mpim',
    ]);
    for (const path of ['slack/events', 'slack/interactivity', 'slack/commands', 'slack/oauth_redirect'])
      expect(manifest).toContain(`https://parley.example.com/${path}`);
  });
});
