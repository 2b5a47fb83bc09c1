import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { type AppConfig, ConfigError } from './config/index.js';
import { CoreModule } from './core.module.js';
import { HealthModule } from './health/index.js';
import { MetricsModule } from './metrics/index.js';
import {
  type AgentDefinition,
  AgentModule,
  assistant,
  changeRequest,
  orchestrator,
  readWorkflows,
  usesDemoModel,
  visitor,
  WorkflowsModule,
} from './modules/agent/index.js';
import { AuthModule } from './modules/auth/index.js';
import { type ChannelAdapter, ChannelsModule, type MailReader } from './modules/channels/index.js';
import { QueueDashboardModule } from './modules/feedback/index.js';
import {
  DoorsModule,
  EmailIngressModule,
  GoogleConnectModule,
  IngressModule,
  SlackIngressModule,
} from './modules/ingress/index.js';
import { RealtimeModule } from './modules/realtime/index.js';
import { HttpModule, rateLimitRules } from './platform/http/index.js';
import { loggerOptions } from './platform/telemetry/index.js';

export interface AppOptions {
  config: AppConfig;
  databaseUrl: string;
  /** Beside the shipped ones. */
  agents?: readonly AgentDefinition[];
  /** Channels beside the web. */
  channels?: readonly ChannelAdapter[];
  /** Default: a thread of this process. */
  mailReader?: MailReader | undefined;
}

/** The whole product, in the order of DESIGN.md §2. */
@Module({})
export class AppModule {
  static forRoot({ config, databaseUrl, agents = [], channels = [], mailReader }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(loggerOptions(config.logLevel)),
        CoreModule.forRoot({ config, databaseUrl }),
        HttpModule.forRoot(rateLimitRules(config.rateLimit)),
        AuthModule.forRoot({ ...config.auth, publicUrl: config.publicUrl, allowedOrigins: config.allowedOrigins }),
        ChannelsModule.forRoot({
          adapters: channels,
          publicUrl: config.publicUrl,
          tokenSecret: config.auth.tokenSecret,
          encryptionKeys: config.encryptionKeys,
          slack: config.slack,
          google: config.google,
        }),
        AgentModule.forRoot({
          agents: [assistant, changeRequest(config.changeRequestRepository), orchestrator, visitor, ...agents],
          llm: config.llm,
          tools: { servers: config.mcpServers, timeoutMs: config.toolTimeoutMs },
          directory: {
            allowPrivate: config.privateAgents,
            encryptionKeys: config.encryptionKeys,
            requestTimeoutMs: config.agentRequestTimeoutMs,
            taskTimeoutMs: config.agentTaskTimeoutMs,
            checkIntervalMs: config.agentCheckIntervalMs,
          },
          demoModel: usesDemoModel(config.llm),
          prices: config.llm.prices,
          leaseMs: config.run.leaseMs,
          works: config.role !== 'api',
        }),
        ...queueDashboard(config),
        IngressModule,
        ...slackIngress(config),
        ...gmailIngress(config, mailReader),
        DoorsModule.forRoot({ publicUrl: config.publicUrl, allowedOrigins: config.allowedOrigins }),
        ...workflows(config),
        ...realtime(config),
        HealthModule,
        MetricsModule,
      ],
    };
  }
}

/** A worker has no clients. */
const realtime = ({ role, allowedOrigins }: AppConfig): DynamicModule[] =>
  role === 'worker' ? [] : [RealtimeModule.forRoot({ allowedOrigins })];

const queueDashboard = ({ role, publicUrl, allowedOrigins }: AppConfig): DynamicModule[] =>
  role === 'worker' ? [] : [QueueDashboardModule.forRoot({ publicUrl, allowedOrigins })];

const workflows = ({ natsUrls, workflowsFile }: AppConfig): DynamicModule[] =>
  natsUrls && workflowsFile ? [WorkflowsModule.forRoot(listed(workflowsFile))] : [];

const listed = (file: string) => {
  try {
    return readWorkflows(file);
  } catch (error) {
    throw new ConfigError([`NATS_WORKFLOWS: ${error instanceof Error ? error.message : error}`]);
  }
};

const slackIngress = ({ slack, publicUrl, role }: AppConfig): DynamicModule[] =>
  slack ? [SlackIngressModule.forRoot({ slack, publicUrl, listens: role !== 'worker' })] : [];

const gmailIngress = ({ google, publicUrl }: AppConfig, mailReader: MailReader | undefined): DynamicModule[] =>
  google
    ? [GoogleConnectModule.forRoot({ publicUrl }), EmailIngressModule.forRoot({ google, publicUrl }, mailReader)]
    : [];
