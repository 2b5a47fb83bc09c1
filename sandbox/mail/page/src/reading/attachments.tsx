import { Download, Paperclip } from 'lucide-react';
import { each } from '#kit/page';
import type { AttachedFile } from '../data/types';
import { bytesIn, sizeWords } from '../lib/bytes';

/** The files of a mail. They are only ever saved, never opened in place: they are somebody else's. */
export function Attachments({ files }: { files: readonly AttachedFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-2 pb-3">
      {each(files, ({ filename, mimeType, base64 }) => (
        <li className="max-w-full">
          <a
            href={`data:application/octet-stream;base64,${base64}`}
            download={filename || 'file'}
            title={mimeType}
            className="touch flex max-w-full items-center gap-2 rounded-lg border px-3 py-1.5 text-ui hover:bg-hover"
          >
            <Paperclip className="size-4 shrink-0 text-quiet" aria-hidden />
            <span className="min-w-0 truncate font-medium">{filename || mimeType}</span>
            <span className="shrink-0 text-2xs text-quiet">{sizeWords(bytesIn(base64))}</span>
            <Download className="size-3.5 shrink-0 text-quiet" aria-hidden />
          </a>
        </li>
      ))}
    </ul>
  );
}
