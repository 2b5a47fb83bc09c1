import { Paperclip, X } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '#kit/page';
import { type ChosenFile, readFiles } from './files';

/** What goes along with the mail. */
export function Files({ files, onChange }: { files: readonly ChosenFile[]; onChange: (files: ChosenFile[]) => void }) {
  return (
    <ul aria-label="Files to send" className="flex flex-wrap gap-1.5 empty:hidden">
      {files.map((file) => (
        <li key={file.key} className="flex max-w-full items-center gap-1 rounded-md border py-0.5 pr-0.5 pl-2 text-ui">
          <span className="truncate">{file.filename}</span>
          <IconButton
            name={`Leave out ${file.filename}`}
            className="size-6"
            onClick={() => onChange(files.filter((entry) => entry !== file))}
          >
            <X className="size-3.5" aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

export function AttachButton({ onChosen }: { onChosen: (files: ChosenFile[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={async ({ target }) => {
          onChosen(await readFiles([...(target.files ?? [])]));
          target.value = '';
        }}
      />
      <IconButton name="Attach files" onClick={() => input.current?.click()}>
        <Paperclip className="size-4" aria-hidden />
      </IconButton>
    </>
  );
}
