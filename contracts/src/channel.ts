import { z } from 'zod';

export const channelTypeSchema = z.enum(['WEB', 'EMAIL', 'SLACK']);
export type ChannelType = z.infer<typeof channelTypeSchema>;

export const channelStatusSchema = z.enum(['UNVERIFIED', 'ACTIVE', 'DEGRADED', 'DISCONNECTED']);
export type ChannelStatus = z.infer<typeof channelStatusSchema>;
