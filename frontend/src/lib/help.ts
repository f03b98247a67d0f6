import { matchPath } from 'react-router'

/** Which page of `docs/help` says how a page of the app is used; the first that fits. */
export const HELP_OF: readonly (readonly [path: string, page: string])[] = [
  ['/contacts/new', 'contact'],
  ['/mail', 'mail'],
  ['/unfinished', 'contact'],
  ['/contacts', 'search'],
  ['/contacts/:ref', 'classes'],
  ['/cases/:ref/letters/:number', 'letters'],
  ['/letter-words', 'letters'],
  ['/cases/*', 'case'],
  ['/outbox', 'sending'],
  ['/retention', 'keeping'],
  ['/day', 'case'],
  ['/learning', 'learning'],
  ['/registers/*', 'registers'],
  ['/today', 'figures'],
  ['/figures/*', 'figures'],
  ['/costs', 'figures'],
  ['/alerts', 'figures'],
  ['/reports', 'reports'],
  ['/calendar/*', 'calendar'],
  ['/deadlines', 'dates'],
  ['/imports', 'imports'],
  ['/officers', 'people'],
  ['/clients', 'people'],
  ['/reads', 'restricted'],
]

/** The address of the help for a page; undefined where there is none of its own. */
export function helpFor(pathname: string): string | undefined {
  const found = HELP_OF.find(([path]) => matchPath(path, pathname))
  return found && `/help/${found[1]}`
}
