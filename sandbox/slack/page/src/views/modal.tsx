import { LoaderCircle } from 'lucide-react';
import { type FormEvent, useEffect, useRef } from 'react';
import { act, Button, Dialog, Warning } from '#kit/page';
import { BlocksView } from '../blocks/blocks-view';
import { ScopeContext } from '../blocks/scope';
import type { View } from '../data/types';
import { useWorld } from '../data/world';
import { useViewForm } from './use-view-form';
import { blocksOf } from './view-elements';

const words = (text: unknown, otherwise: string): string => (text as { text?: string } | undefined)?.text ?? otherwise;

/** A modal the app opened. One below another keeps what was entered, and is not shown. */
export function Modal({ view, isOnTop }: { view: View; isOnTop: boolean }) {
  const { me, reload } = useWorld();
  const form = useViewForm(view);
  const body = useRef<HTMLDivElement>(null);
  const close = (clear: boolean) => act('close-view', me.id, { viewId: view.id, clear }).finally(reload);
  const send = (event: FormEvent) => {
    event.preventDefault();
    void form.submit();
  };
  // After a refused submission the first input that is wrong has the focus.
  useEffect(() => {
    if (!form.isSubmitting) body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form.isSubmitting]);
  if (!isOnTop) return null;
  return (
    <Dialog title={words(view.title, 'Untitled')} onClose={() => close(true)}>
      <form noValidate onSubmit={send} className="flex min-h-0 flex-col">
        <div ref={body} className="scroll-thin overflow-y-auto px-6 pt-1 pb-5 max-sm:px-4">
          <ScopeContext value={form.scope}>
            <BlocksView blocks={blocksOf(view)} className="gap-4!" />
          </ScopeContext>
        </div>
        {form.problem && (
          <div className="px-6 pb-2 max-sm:px-4">
            <Warning>{form.problem}</Warning>
          </div>
        )}
        <footer className="flex justify-end gap-2 border-t px-6 py-4 max-sm:px-4">
          <Button onClick={() => close(false)}>{words(view.close, view.submit ? 'Cancel' : 'Close')}</Button>
          {view.submit && (
            <Button type="submit" tone="primary" disabled={form.isSubmitting}>
              {form.isSubmitting && <LoaderCircle className="size-3.5 animate-spin" aria-hidden />}
              {words(view.submit, 'Submit')}
            </Button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

/** All that are open, the one on top last. */
export function Modals() {
  const { views } = useWorld();
  return views.map((view, index) => <Modal key={view.id} view={view} isOnTop={index === views.length - 1} />);
}
