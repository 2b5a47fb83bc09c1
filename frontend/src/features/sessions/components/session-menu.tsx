import type { SessionSummary } from '@parley/contracts';
import { ArchiveIcon, ArchiveRestoreIcon, EllipsisIcon, FileJsonIcon, FileTextIcon, PencilIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { messageOf } from '@/lib/api-error';
import { toast } from '@/lib/toast';
import { exportSession, useUpdateSession } from '../api/sessions';

export const SessionMenu = ({ session, onRename }: { session: SessionSummary; onRename: () => void }) => {
  const update = useUpdateSession();
  const archived = session.status === 'ARCHIVED';
  const say = (error: unknown) => toast.error(messageOf(error));
  const save = (format: 'json' | 'markdown') => exportSession(session, format).catch(say);
  const setStatus = (status: SessionSummary['status']) =>
    update.mutate(
      { id: session.id, status },
      {
        onError: say,
        onSuccess: () =>
          toast.message(status === 'ARCHIVED' ? 'Archived' : 'Restored', {
            description: session.title,
            ...(status === 'ARCHIVED' ? { action: { label: 'Undo', onClick: () => setStatus('ACTIVE') } } : {}),
          }),
      },
    );

  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label="Session menu">
          <EllipsisIcon />
        </Button>
      </DropdownMenuTrigger>
      {/* Renaming moves the focus into the title: the menu must not take it back. */}
      <DropdownMenuContent align="end" onCloseAutoFocus={(event) => event.preventDefault()}>
        <DropdownMenuItem onSelect={onRename}>
          <PencilIcon /> Rename
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => setStatus(archived ? 'ACTIVE' : 'ARCHIVED')}>
          {archived ? <ArchiveRestoreIcon /> : <ArchiveIcon />} {archived ? 'Restore' : 'Archive'}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void save('markdown')}>
          <FileTextIcon /> Export as Markdown
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void save('json')}>
          <FileJsonIcon /> Export as JSON
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
};
