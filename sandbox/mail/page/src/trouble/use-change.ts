import { post, say, wordsOf } from '#kit/page';
import { useWorld } from '../data/world';

/** Changes what is around, and says what could not be done. */
export const useChange = () => {
  const { reload } = useWorld();
  return (what: string, body: object, done?: string): void =>
    void post(`admin/${what}`, body).then(
      () => {
        reload();
        if (done) say(done);
      },
      (error) => say(wordsOf(error)),
    );
};
