import { useParams, useSearchParams } from 'react-router-dom';
import { AnswerLinkPage } from '@/features/answer-link';

/** Another link in the same tab is another page. */
export default function AnswerLinkRoute() {
  const { token = '' } = useParams();
  const [search] = useSearchParams();
  return <AnswerLinkPage key={token} token={token} choose={search.get('choose')} />;
}
