import { FileText } from 'lucide-react';
import { each } from '#kit/page';
import { BlocksView } from '../blocks/blocks-view';
import { MessageScope } from '../blocks/message-scope';
import { RichView } from '../blocks/rich-view';
import type { AnyMessage } from '../data/types';
import type { Block } from '../lib/block-types';
import { parseMrkdwn } from '../lib/mrkdwn';
import { Attachment } from './attachment';

function Files({ files }: { files: readonly { [name: string]: unknown }[] }) {
  return files.map((file) => (
    <p key={String(file.id)} className="mt-1 flex w-fit max-w-full items-center gap-2 rounded-lg border px-3 py-2">
      <FileText className="size-5 shrink-0 text-quiet" aria-hidden />
      <span className="truncate font-medium">{String(file.name)}</span>
    </p>
  ));
}

/** What a message says: its blocks, or else its text; then attachments and files. */
export function MessageBody({ channel, message }: { channel: string; message: AnyMessage }) {
  if (message.subtype === 'tombstone') return <p className="text-quiet italic">{message.text}</p>;
  const blocks = message.blocks as unknown as Block[] | undefined;
  return (
    <MessageScope channel={channel} message={message}>
      {blocks?.length ? (
        <BlocksView blocks={blocks} className="max-w-[40rem] pt-0.5" />
      ) : (
        <RichView nodes={parseMrkdwn(message.text)} />
      )}
      {each(message.attachments, (attachment) => (
        <Attachment attachment={attachment} />
      ))}
      {message.files && <Files files={message.files} />}
      {message.edited && <span className="text-2xs text-quiet">(edited)</span>}
    </MessageScope>
  );
}
