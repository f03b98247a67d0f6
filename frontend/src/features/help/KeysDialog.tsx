import { useEffect, useRef } from 'react'
import { KEYS, useCharacterKeys } from '../../lib/keys'

type Listed = (typeof KEYS)[keyof typeof KEYS]

const LISTED: readonly Listed[] = Object.values(KEYS)
const PLACES = [...new Set(LISTED.map(({ place }) => place))]

/** "Alt 1 to 7": what is pressed. */
function Pressed({ of }: { of: Listed }) {
  const { length } = of.keys
  return (
    <>
      {'hold' in of && (
        <>
          <kbd>{of.hold}</kbd>{' '}
        </>
      )}
      <kbd>{of.keys[0]}</kbd>
      {length > 1 && (
        <>
          {' '}
          to <kbd>{of.keys[length - 1]}</kbd>
        </>
      )}
    </>
  )
}

/** The keys that work, over the page; Escape closes it and the focus goes back to where it was. */
export function KeysDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const end = useRef<HTMLButtonElement>(null)
  const [on, setOn] = useCharacterKeys()
  useEffect(() => {
    dialog.current?.showModal()
    // Else the first of what can be pressed has it, and Enter would switch off the keys that were only looked up.
    end.current?.focus()
  }, [])
  return (
    <dialog ref={dialog} className="rd-dialog rd-keylist" aria-labelledby="keys-title" onClose={close}>
      <h2 className="rd-dialog__title" id="keys-title">
        Keys
      </h2>
      {PLACES.map((place) => (
        <section key={place}>
          <h3 className="rd-h3">{place}</h3>
          <dl>
            {LISTED.filter((key) => key.place === place).map((key) => (
              <div key={key.does}>
                <dt>
                  <Pressed of={key} />
                </dt>
                <dd>{key.does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="rd-second">
        Tab goes to the next link, button or field; Enter opens a link. One-letter keys do nothing while you type in a field.
      </p>
      <p>
        <button type="button" className="rd-linklike" aria-pressed={on} onClick={() => setOn(!on)}>
          {on ? 'Switch one-letter keys off' : 'Switch one-letter keys on'}
        </button>
      </p>
      <button type="button" className="rd-button" ref={end} onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  )
}
