import type { ChangeProposal, ModuleSelection, RepositoryFile } from '../../../../generated/baml_client/types.js';
import { b } from '../baml.js';
import { guardText } from '../domain/guard-text.js';
import type { LlmCall } from '../llm-call.js';
import { guardedRepair, rendered } from '../rendering.js';
import { type ConversationArgs, guarded } from './conversation.js';

export type {
  ChangeProposal,
  ModuleSelection,
  RepositoryFile,
  ScopeQuestion,
} from '../../../../generated/baml_client/types.js';

interface TicketArgs extends ConversationArgs {
  /** Plain letters, digits and hyphens: it stands in a tag. */
  readonly key: string;
  /** Title and text. */
  readonly ticket: string;
}

export interface IdentifyArgs extends TicketArgs {
  readonly paths: readonly string[];
  /** `path:line: text` */
  readonly hits: readonly string[];
}

/** Which files a ticket is about: the fewest, or a question. */
export const identifyModules = (args: IdentifyArgs): LlmCall<ModuleSelection> => {
  const own = [...ticketOf(args), args.paths.map(guardText), args.hits.map(guardText)] as const;
  return {
    fn: 'IdentifyModules',
    render: (options) =>
      rendered(options, (registry) =>
        options.stream
          ? b.streamRequest.IdentifyModules(...own, guardedRepair(options.repair), registry)
          : b.request.IdentifyModules(...own, guardedRepair(options.repair), registry),
      ),
    parse: (text) => b.parse.IdentifyModules(text),
    note: ({ thought }) => thought,
  };
};

export interface ProposeArgs extends TicketArgs {
  /** Their paths stand in a tag: plain ones only. */
  readonly files: readonly RepositoryFile[];
  /** What the person wanted different so far, oldest first. */
  readonly remarks: readonly string[];
  readonly earlierDiff: string | null;
  /** Why the last edits could not be carried out. */
  readonly problems: readonly string[];
}

/** Root cause and edits. What it gives back of a file is guarded as the file was (`unguardText`). */
export const proposeChange = (args: ProposeArgs): LlmCall<ChangeProposal> => {
  const files = args.files.map(({ path, content }) => ({ path, content: guardText(content) }));
  const diff = args.earlierDiff === null ? null : guardText(args.earlierDiff);
  const own = [...ticketOf(args), files, args.remarks.map(guardText), args.problems.map(guardText), diff] as const;
  return {
    fn: 'ProposeChange',
    render: (options) =>
      rendered(options, (registry) =>
        options.stream
          ? b.streamRequest.ProposeChange(...own, guardedRepair(options.repair), registry)
          : b.request.ProposeChange(...own, guardedRepair(options.repair), registry),
      ),
    parse: (text) => b.parse.ProposeChange(text),
    note: ({ thought }) => thought,
  };
};

const ticketOf = ({ key, ticket, history, answers }: TicketArgs) =>
  [key, guardText(ticket), ...guarded({ history, answers })] as const;
