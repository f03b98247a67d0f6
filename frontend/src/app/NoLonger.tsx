import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { MeRead } from '../api'
import { ROLE_WORDS } from '../api/words.gen'
import { understand } from '../lib/session'
import type { Session } from '../lib/session'
import { KEPT_DAYS } from '../lib/vault'
import { OverThePage } from './OverThePage'
import { placesFor } from './navigation'

/** What became of somebody whose session was renewed, and of what is typed. */
function told(now: Session, was: MeRead): { title: string; text: string } {
  if (now.subject !== was.subject) {
    return {
      title: 'Somebody else is signed in now',
      text: `You go on as ${now.name}. What was typed here before is kept for whoever typed it, and shown to nobody else.`,
    }
  }
  if (now.authority !== was.authority) {
    return {
      title: `You have no access to ${was.authority} any more`,
      text:
        `You go on at ${now.authority}. What you typed at ${was.authority} is kept in this browser for ${KEPT_DAYS} days, ` +
        'should you get access again before you sign out.',
    }
  }
  const named = (roles: MeRead['roles']) => roles.map((role) => ROLE_WORDS[role]).join(', ')
  return {
    title: 'Your role has changed',
    text:
      `Until now it was: ${named(was.roles)}. You go on as: ${named(now.roles)}, who may do other things. ` +
      'What you typed is kept under Unfinished.',
  }
}

/** Over the page, when a renewed session gives less than the one before, or is another person's. */
export function NoLonger({ session, was }: { session: Session; was: MeRead }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { title, text } = told(session, was)
  const goOn = async () => {
    // The focus goes to the new page only when no dialog has it.
    understand()
    await navigate(placesFor(session)[0]?.path ?? '/')
    await client.resetQueries()
  }
  return (
    <OverThePage title={title}>
      <p>{text}</p>
      <button type="button" className="rd-button" onClick={() => void goOn()}>
        Go on
      </button>
    </OverThePage>
  )
}
