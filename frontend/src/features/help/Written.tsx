import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Token, Tokens } from 'marked'
import { addressOf } from './pages'
import './help.css'

/** A link to another page stays in the app; one to elsewhere leaves it. */
function Leading({ to, children }: { to: string; children: ReactNode }) {
  const address = addressOf(to)
  return address === null ? <a href={to}>{children}</a> : <Link to={address}>{children}</Link>
}

function Inline({ of }: { of: Token }): ReactNode {
  switch (of.type) {
    case 'strong':
      return (
        <b>
          <Parts of={of.tokens} />
        </b>
      )
    case 'em':
      return (
        <em>
          <Parts of={of.tokens} />
        </em>
      )
    case 'codespan':
      return <kbd>{(of as Tokens.Codespan).text}</kbd>
    case 'link':
      return (
        <Leading to={(of as Tokens.Link).href}>
          <Parts of={of.tokens} />
        </Leading>
      )
    case 'text':
      return of.tokens ? <Parts of={of.tokens} /> : (of as Tokens.Text).text
    default:
      throw new Error(`A page of help has a part that is not drawn: ${of.type}`)
  }
}

function Parts({ of = [] }: { of?: Token[] }) {
  return of.map((part, index) => (
    <Fragment key={index}>
      <Inline of={part} />
    </Fragment>
  ))
}

function Block({ of }: { of: Token }): ReactNode {
  switch (of.type) {
    case 'space':
      return null
    case 'heading':
      return (
        <h2 className="rd-h2">
          <Parts of={of.tokens} />
        </h2>
      )
    case 'paragraph':
      return (
        <p>
          <Parts of={of.tokens} />
        </p>
      )
    case 'list': {
      const { ordered, items } = of as Tokens.List
      const List = ordered ? 'ol' : 'ul'
      return (
        <List>
          {items.map((item, index) => (
            <li key={index}>
              <Parts of={item.tokens} />
            </li>
          ))}
        </List>
      )
    }
    default:
      throw new Error(`A page of help has a part that is not drawn: ${of.type}`)
  }
}

/** What a page of `docs/help` says, without its heading. */
export function Written({ parts }: { parts: readonly Token[] }) {
  return (
    <div className="rd-written">
      {parts.slice(1).map((part, index) => (
        <Block key={index} of={part} />
      ))}
    </div>
  )
}
