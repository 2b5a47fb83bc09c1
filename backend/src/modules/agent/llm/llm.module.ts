import { type DynamicModule, Injectable, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../../kernel/index.js';
import { Metrics } from '../../../platform/telemetry/index.js';
import { DemoModel } from './demo-model/demo-model.js';
import { LlmGateway, type TriedCall } from './llm-gateway.js';
import { clientSpecs, type LlmSettings, usesDemoModel } from './llm-settings.js';

/** Runs the demo model as long as the application, when the configuration asks for it. */
@Injectable()
class DemoModelHost implements OnApplicationShutdown {
  private constructor(readonly model: DemoModel | undefined) {}

  static async start(settings: LlmSettings): Promise<DemoModelHost> {
    return new DemoModelHost(usesDemoModel(settings) ? await DemoModel.start({ pace: settings.demo }) : undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.model?.stop();
  }
}

const gatewayOf = (settings: LlmSettings, host: DemoModelHost, clock: Clock, metrics: Metrics): LlmGateway => {
  const logger = new Logger('LlmGateway');
  const specs = clientSpecs(settings, host.model?.baseUrl);
  return new LlmGateway({
    clients: () => specs,
    timeouts: {
      firstTokenMs: settings.firstTokenTimeoutMs,
      idleMs: settings.idleTimeoutMs,
      totalMs: settings.timeoutMs,
    },
    clock,
    measure: (tried) => measure(metrics, tried),
    log: (event) => logger.warn({ msg: 'A try of a model call failed', ...event }),
  });
};

const measure = (metrics: Metrics, tried: TriedCall): void => {
  const { provider, model, outcome, firstTextSeconds } = tried;
  metrics.observe('llmSeconds', { provider, model, outcome }, tried.seconds);
  if (firstTextSeconds !== null) metrics.observe('llmFirstTokenSeconds', { provider, model }, firstTextSeconds);
  metrics.count('llmTokens', { provider, model, direction: 'input' }, tried.inputTokens);
  metrics.count('llmTokens', { provider, model, direction: 'output' }, tried.outputTokens);
};

/** Gives `LlmGateway`. Needs a global `Clock`. */
@Module({})
export class LlmModule {
  static forRoot(settings: LlmSettings): DynamicModule {
    return {
      module: LlmModule,
      providers: [
        { provide: DemoModelHost, useFactory: () => DemoModelHost.start(settings) },
        {
          provide: LlmGateway,
          useFactory: (host: DemoModelHost, clock: Clock, metrics: Metrics) =>
            gatewayOf(settings, host, clock, metrics),
          inject: [DemoModelHost, Clock, Metrics],
        },
      ],
      exports: [LlmGateway],
    };
  }
}
