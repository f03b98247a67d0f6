import { useState } from 'react'
import { TextField } from '../../components/Fields'
import { plural } from '../../lib/words'
import type { Insertable } from './reading'

const SHOWN = 8

interface Props {
  id: string
  figures: readonly Insertable[]
  choose: (figure: Insertable) => void
}

/** The figures of the report, to be put among the words by pressing one. */
export function FigurePicker({ id, figures, choose }: Props) {
  const [wanted, setWanted] = useState('')
  const parts = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  const found = figures.filter(({ title, text }) => {
    const said = `${title} ${text}`.toLowerCase()
    return parts.every((part) => said.includes(part))
  })
  return (
    <div className="rd-picker" role="group" aria-label="Put a figure in">
      <TextField
        id={`${id}-wanted`}
        label="Put a figure in"
        type="search"
        value={wanted}
        onChange={setWanted}
        hint="Search by what it counts, such as “on time”. It stays right when the figures change."
      />
      <p className="rd-second" role="status">
        {found.length > SHOWN ? `The first ${SHOWN} of ${found.length} figures.` : `${plural(found.length, 'figure')}.`}
      </p>
      <ul>
        {found.slice(0, SHOWN).map((figure) => (
          <li key={figure.binding}>
            <button type="button" className="rd-picker__one" onClick={() => choose(figure)}>
              <b>{figure.text}</b> <span>{figure.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
