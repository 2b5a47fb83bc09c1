import { DelegationRepository } from './delegation.repository.js';
import { LocalDelegation } from './local-delegation.js';
import { RemoteDelegation } from './remote-delegation.js';
import { RemoteTasks } from './remote-task.js';
import { WithdrawTasks } from './withdraw-tasks.use-case.js';

export const DELEGATION_PROVIDERS = [
  DelegationRepository,
  LocalDelegation,
  RemoteDelegation,
  RemoteTasks,
  WithdrawTasks,
];
