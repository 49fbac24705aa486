import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { sessionQuery } from '../../api/session';
import { SignInForm } from '../../features/sign-in/sign-in-form';
import { WordsOfEnded } from '../left-behind';
import { OpenPage } from '../open-page';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const client = useQueryClient();
  const router = useRouter();
  const { to = '/', ended = false } = route.useSearch();
  const session = useQuery(sessionQuery);
  return (
    <OpenPage>
      <WordsOfEnded />
      <SignInForm
        ended={ended}
        setupNeeded={session.data?.setupNeeded ?? false}
        onSignedIn={() => {
          client.clear();
          void router.navigate({ href: to, replace: true });
        }}
      />
    </OpenPage>
  );
}
