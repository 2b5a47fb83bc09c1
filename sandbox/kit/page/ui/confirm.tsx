import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';

export interface Question {
  title: ReactNode;
  text: ReactNode;
  yes: string;
  no: string;
  danger?: boolean;
}

type Ask = (question: Question) => Promise<boolean>;
const ConfirmContext = createContext<Ask>(() => Promise.resolve(false));

export const useConfirm = (): Ask => useContext(ConfirmContext);

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void }>();
  const ask = useCallback<Ask>((question) => new Promise((resolve) => setAsked({ question, answer: resolve })), []);
  const settle = (yes: boolean) => {
    asked?.answer(yes);
    setAsked(undefined);
  };
  return (
    <ConfirmContext value={ask}>
      {children}
      {asked && (
        <Dialog title={asked.question.title} onClose={() => settle(false)}>
          <div className="scroll-thin overflow-y-auto px-6 pb-2 text-body max-sm:px-4">{asked.question.text}</div>
          <footer className="flex justify-end gap-2 px-6 py-4 max-sm:px-4">
            <Button onClick={() => settle(false)}>{asked.question.no}</Button>
            <Button tone={asked.question.danger ? 'danger' : 'primary'} onClick={() => settle(true)}>
              {asked.question.yes}
            </Button>
          </footer>
        </Dialog>
      )}
    </ConfirmContext>
  );
}
