import type { Channel, ChannelStatus, ChannelType } from '@parley/contracts';
import type { ChannelAddress } from '../domain/channel-adapter.js';
import { USUAL_WAIT_MS } from '../domain/usual-wait.js';

export interface ChannelRow {
  id: string;
  userId: string;
  type: ChannelType;
  integrationId: string | null;
  address: string;
  label: string | null;
  status: ChannelStatus;
  position: number;
  waitMs: number | null;
  verifiedAt: Date | null;
  problem: string | null;
}

/** Columns of `communication_channel c` as a {@link ChannelRow}. */
export const CHANNEL_COLUMNS = `c.id, c.user_id AS "userId", c.type, c.integration_id AS "integrationId", c.address, c.label, c.status, c.position,
  c.wait_ms AS "waitMs", c.verified_at AS "verifiedAt", c.problem`;

/**
 * An address that its person gave up stays for the history of deliveries alone. One that is not reachable any more is
 * DISCONNECTED as well, but proven, and still the person's.
 */
export const GIVEN_UP = `(c.status = 'DISCONNECTED' AND c.verified_at IS NULL)`;

export const toChannel = (row: ChannelRow): Channel => ({
  id: row.id,
  type: row.type,
  address: row.address,
  label: row.label,
  status: row.status,
  position: row.position,
  waitMs: row.waitMs ?? USUAL_WAIT_MS[row.type],
  verifiedAt: row.verifiedAt?.toISOString() ?? null,
  problem: row.problem,
});

export const toAddress = ({ id, userId, type, address, integrationId }: ChannelRow): ChannelAddress => ({
  id,
  userId,
  type,
  address,
  integrationId,
});
