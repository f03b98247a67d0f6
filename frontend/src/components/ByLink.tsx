import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemError } from '../lib/problem'
import { useSecret } from '../lib/useSecret'
import { Failed, Filling, PageTitle } from './Page'
import './byLink.css'

/** It serves no more, was never one, or lost its secret: said plainly, with what to do. */
function Shut({ title, children }: { title: string; children: string }) {
  return (
    <div role="status">
      <PageTitle>{title}</PageTitle>
      <p className="rd-bylink">{children}</p>
    </div>
  )
}

/** What keeps a link from opening, or from being answered; null: it is not the link. */
export function shutBy(error: unknown): ReactNode {
  if (!(error instanceof ProblemError)) return null
  if (error.status === 404) {
    return <Shut title="This link is not known">Check that the whole of it was copied, or ask whoever sent it.</Shut>
  }
  const serves = error.status !== 410 && error.status !== 409
  return serves ? null : <Shut title="This link serves no more">{error.message}</Shut>
}

interface Asked {
  headers: { 'Redress-Link': string }
  signal: AbortSignal
}

interface Props<Shown> {
  name: string
  /** Of the page, while it cannot be shown. */
  title: string
  filling: string
  /** What the link came with: a letter, a message. */
  cameWith: string
  read: (asked: Asked) => Promise<Shown>
  children: (shown: Shown, secret: string) => ReactNode
}

function Opened<Shown>({ name, title, filling, read, children, secret }: Props<Shown> & { secret: string }) {
  const found = useQuery({
    queryKey: [name, secret],
    queryFn: ({ signal }) => read({ headers: { 'Redress-Link': secret }, signal }),
    staleTime: Infinity,
    gcTime: 0,
  })
  if (found.data !== undefined) return children(found.data, secret)
  if (!found.error) return <Filling label={filling} />
  return (
    shutBy(found.error) ?? (
      <>
        <PageTitle>{title}</PageTitle>
        <Failed error={found.error} retry={() => void found.refetch()} />
      </>
    )
  )
}

/** A page that a link opens, with no sign-in: its secret is behind the #, and is taken out of the address. */
export function ByLink<Shown>(props: Props<Shown>) {
  const secret = useSecret()
  if (secret) return <Opened key={secret} {...props} secret={secret} />
  return (
    <Shut title="Open the link again">
      {`For your safety the address is not kept here. Open the link from the ${props.cameWith} in which you got it.`}
    </Shut>
  )
}
