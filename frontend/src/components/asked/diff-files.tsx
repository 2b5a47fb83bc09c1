import { VisibleText } from '@/components/visible-text';
import type { DiffFile } from './diff-hunks';
import { FileCounts } from './file-diff';

/** What a diff of many files is about, at a glance. Each leads to its place. */
export const DiffFiles = ({ files, onOpen }: { files: readonly DiffFile[]; onOpen: (path: string) => void }) => (
  <nav aria-label="Changed files" className="scroll-thin max-h-36 overflow-y-auto rounded-lg border">
    <ul>
      {files.map((file) => (
        <li key={file.path} className="border-t first:border-0">
          <button
            type="button"
            onClick={() => onOpen(file.path)}
            className="flex touch-target w-full items-center gap-2 px-3 py-1 text-start text-xs hover:bg-muted"
          >
            <code className="min-w-0 flex-1 break-all font-mono">
              <VisibleText text={file.path} />
            </code>
            <FileCounts {...file} />
          </button>
        </li>
      ))}
    </ul>
  </nav>
);
