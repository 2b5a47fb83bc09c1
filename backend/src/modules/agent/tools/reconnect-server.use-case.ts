import { Injectable } from '@nestjs/common';
import { notFound } from '../../../kernel/index.js';
import { ToolCatalogue } from './tool-catalogue.js';

@Injectable()
export class ReconnectServer {
  constructor(private readonly catalogue: ToolCatalogue) {}

  /** Leaves a server and connects it anew, without the usual wait. @throws DomainError not_found */
  execute(name: string): void {
    if (!this.catalogue.reconnect(name)) throw notFound('server');
  }
}
