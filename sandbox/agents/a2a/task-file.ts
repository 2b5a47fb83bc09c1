import type { ListTasksRequest, ListTasksResponse, Task } from '@a2a-js/sdk';
import type { TaskStore } from '@a2a-js/sdk/server';
import { Snapshot } from '../../kit/index.js';

/** By agent, then by id. */
type Kept = Record<string, Record<string, Task>>;

/** The tasks of all sample agents in one file: what was answered is there also after a kill -9. */
export class TaskFile {
  private readonly snapshot: Snapshot<Kept>;
  private readonly kept: Kept;
  private closed = false;

  constructor(folder: string | undefined) {
    this.snapshot = new Snapshot(folder);
    this.kept = this.snapshot.read() ?? {};
  }

  /** The tasks of one agent. */
  of(agent: string): AgentTasks {
    this.kept[agent] ??= {};
    return new AgentTasks(this.kept[agent], () => this.changed());
  }

  /** What is still at work then changes nothing any more: the file may belong to another process. */
  close(): void {
    this.snapshot.write(this.kept);
    this.closed = true;
  }

  private changed(): void {
    if (!this.closed) this.snapshot.soon(this.kept);
  }
}

export class AgentTasks implements TaskStore {
  constructor(
    private readonly tasks: Record<string, Task>,
    private readonly changed: () => void,
  ) {}

  all(): Task[] {
    return structuredClone(Object.values(this.tasks));
  }

  put(task: Task): void {
    this.tasks[task.id] = structuredClone(task);
    this.changed();
  }

  forget(id: string): void {
    delete this.tasks[id];
    this.changed();
  }

  async save(task: Task): Promise<void> {
    this.put(task);
  }

  async load(id: string): Promise<Task | undefined> {
    return structuredClone(this.tasks[id]);
  }

  async list({ contextId, status, pageSize = 50 }: ListTasksRequest): Promise<ListTasksResponse> {
    const fits = this.all().filter(
      (task) => (!contextId || task.contextId === contextId) && (!status || task.status?.state === status),
    );
    return { tasks: fits.slice(0, pageSize), nextPageToken: '', pageSize, totalSize: fits.length };
  }
}
