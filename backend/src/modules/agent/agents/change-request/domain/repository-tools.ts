import type { ToolRequest } from '../../../runtime/tool-use.js';

/** A tool call and how its result is read. @throws Error (also of zod) for a result that is not what was asked for */
export interface ToolUse<T> {
  request: ToolRequest;
  /** @param text what it said beside its structured result, or instead of one */
  read(data: unknown, text: string): T;
}

export interface TicketHead {
  key: string;
  title: string;
}

export interface Ticket extends TicketHead {
  text: string;
}

export interface FileEntry {
  path: string;
  /** Of its content, as git names it; null where the server does not say. */
  sha: string | null;
}

export interface FileContent {
  path: string;
  /** By what the server knows it when it is replaced; null: by the sha of its content. */
  sha: string | null;
  content: string;
}

export interface Base {
  branch: string;
  /** The newest commit. */
  sha: string;
}

export interface Head {
  name: string;
  sha: string;
}

export interface FileCommit {
  branch: string;
  path: string;
  /** Null deletes it. */
  content: string | null;
  message: string;
  /** Of the content that it replaces, as the server knows it; null: a new file. */
  expectedSha: string | null;
}

export interface PullRequestDraft {
  branch: string;
  base: string;
  title: string;
  body: string;
}

/** The steps of a change as calls to whatever holds tickets and repository. The agent knows no tool by name but through this. */
export interface RepositoryTools {
  /** Server in mcp.json. */
  readonly server: string;
  /** As people know it. */
  readonly repository: string;
  /** A branch begins at exactly the commit that was asked for, or is not made. Else we look where it began. */
  readonly checksBase: boolean;
  /** What an approval says it lets run. */
  readonly effects: readonly string[];
  /** The ticket that a message names. */
  ticketIn(text: string): string | null;
  tickets(): ToolUse<TicketHead[]>;
  ticket(key: string): ToolUse<Ticket>;
  /** Every branch, and which one is the default. */
  branches(): ToolUse<{ base: Base; heads: Head[] }>;
  files(base: Base): ToolUse<FileEntry[]>;
  /** Null: nothing can be searched there. */
  search(words: string, base: Base): ToolUse<{ path: string; line: number | null; text: string }[]> | null;
  file(path: string, base: Base): ToolUse<FileContent>;
  createBranch(name: string, base: Base): ToolRequest;
  commitFile(commit: FileCommit): ToolRequest;
  /** Null: its tests run by themselves, elsewhere. */
  runTests(branch: string): ToolRequest | null;
  createPullRequest(draft: PullRequestDraft): ToolRequest;
  readTests(data: unknown): { passed: boolean; failures: string[] };
  readPullRequest(data: unknown): { url: string | null; number: number | null };
  /** The base is no longer where it was, so nothing has been done. */
  mustLookAgain(data: unknown): boolean;
}
