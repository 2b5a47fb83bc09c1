import { Injectable } from '@nestjs/common';
import { type DeliveryFilter, OperationsRepository } from './operations.repository.js';

@Injectable()
export class ShowOperations {
  constructor(private readonly operations: OperationsRepository) {}

  deliveries(filter: DeliveryFilter, viewer: string) {
    return this.operations.deliveries(filter, viewer);
  }

  deadLetters() {
    return this.operations.deadLetters();
  }
}
