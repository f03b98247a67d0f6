import { useRef, useState } from 'react'
import { FILE_SCAN_WORDS } from '../api/words.gen'
import type { FileRead } from '../api'
import { clockTime, londonDay, longDate } from '../lib/dates'
import { PICTURES, sizeWords, useAddFiles, useAddRedacted, useFiles, useShareFile, useTakeFile, useWithdrawFile } from './fileQueries'
import type { NotKept } from './fileQueries'
import { draftOf } from '../lib/drafts'
import { errorFor } from '../lib/problem'
import { useMay } from '../lib/session'
import { KeepTyped, useForm, useTyped } from '../lib/typed'
import { useFormSend } from '../lib/useFormSend'
import { plural } from '../lib/words'
import { ErrorSummary } from './ErrorSummary'
import { Field, TextField, describedBy } from './Fields'
import { NotSent } from './NotSent'
import { Card, Failed, Filling } from './Page'
import { Restored } from './Restored'
import './files.css'

const HINT = 'Letters, pictures, recordings, emails: up to 25 MB each. Drop them here, or choose them.'

interface LineProps {
  refId: string
  file: FileRead
  /** The others, of which it may be a redacted copy, or one its. */
  files: readonly FileRead[]
  reason: string
  partner: boolean
}

function draftOfWithdrawal(refId: string, { number }: FileRead) {
  return {
    id: `file/${refId}/${number}`,
    title: `A file that does not belong here: ${refId}`,
    path: `/contacts/${refId}`,
  }
}

function Withdraw({ refId, file, done }: { refId: string; file: FileRead; done: () => void }) {
  const { key } = useForm()
  const [because, setBecause] = useTyped('because', '')
  const id = `withdraw-${file.number}`
  const { submit, errors, waiting, busy } = useFormSend(useWithdrawFile(refId, file.number), { '/because': id }, done)
  return (
    <form
      className="rd-files__why rd-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const why = because.trim()
        submit({ because: why, key }, why ? [] : [{ field: id, message: 'Say why it does not belong here' }])
      }}
    >
      <Restored />
      <ErrorSummary errors={errors} />
      {waiting && <NotSent />}
      <TextField
        id={id}
        label={`Why does ${file.name} not belong here? Its content is deleted.`}
        value={because}
        onChange={setBecause}
        error={errorFor(errors, id)}
      />
      <div className="rd-buttons">
        <button type="submit" className="rd-button rd-button--second" aria-disabled={busy}>
          Delete its content
        </button>
        <button type="button" className="rd-linklike" onClick={done}>
          Keep it
        </button>
      </div>
    </form>
  )
}

function AddRedacted({ refId, file }: { refId: string; file: FileRead }) {
  const add = useAddRedacted(refId, file.number)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className="rd-linklike"
        aria-disabled={add.isPending}
        onClick={() => add.isPending || input.current?.click()}
      >
        Add a redacted copy<span className="govuk-visually-hidden">: {file.name}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`Redacted copy of ${file.name}`}
        onChange={({ target }) => {
          if (target.files?.[0]) add.mutate(target.files[0])
          target.value = ''
        }}
      />
      {add.isError && <span role="alert"> {add.error.message}</span>}
    </>
  )
}

function Line({ refId, file, files, reason, partner }: LineProps) {
  const share = useShareFile(refId)
  const take = useTakeFile(refId, reason)
  const may = useMay('contacts:classify')
  const adds = useMay('contacts:people')
  const why = draftOfWithdrawal(refId, file)
  const [withdrawing, setWithdrawing] = useState(() => draftOf(why.id) !== undefined)
  if (file.withdrawn_at) {
    return (
      <li>
        <s>{file.name}</s>{' '}
        <span className="rd-second rd-block">
          Deleted by {file.withdrawn_by} on {longDate(londonDay(file.withdrawn_at))}: {file.withdrawn_because}
        </span>
      </li>
    )
  }
  const withheld = file.scan === 'infected' || file.scan === 'waiting'
  const picture = !withheld && PICTURES.includes(file.media_type)
  const original = files.find(({ number }) => number === file.redacts)
  const copy = files.find(({ redacts, withdrawn_at }) => redacts === file.number && withdrawn_at === null)
  return (
    <li>
      {withheld ? (
        file.name
      ) : (
        <button type="button" className="rd-linklike" onClick={() => take.mutate({ file, asItCame: false })}>
          <span className="govuk-visually-hidden">Save</span> {file.name}
        </button>
      )}{' '}
      {file.scan === 'infected' && (
        <strong className="rd-block">
          <span className="rd-tag rd-tag--late">{FILE_SCAN_WORDS.infected}</span> {file.virus}. It is given to nobody: ask
          who sent it for another copy, then delete it here.
        </strong>
      )}
      {original && <span className="rd-block">Redacted copy of {original.name}</span>}
      <span className="rd-second rd-block">
        {sizeWords(file.size)}. {file.by}, {longDate(londonDay(file.at))}, {clockTime(file.at)}
        {file.source === 'mail' && '. Came by email'}
        {file.shared_at && `. The partner may take it since ${longDate(londonDay(file.shared_at))}`}
        {file.scan !== 'never' && file.scan !== 'infected' && `. ${FILE_SCAN_WORDS[file.scan]}`}
        {picture && '. Saved without where it was taken'}
      </span>
      <span className="rd-files__acts rd-second">
        {picture && (
          <button type="button" className="rd-linklike" onClick={() => take.mutate({ file, asItCame: true })}>
            Save as it came<span className="govuk-visually-hidden">: {file.name}</span>
          </button>
        )}
        {may && partner && file.source !== 'partner' && (
          <button
            type="button"
            className="rd-linklike"
            aria-disabled={share.isPending}
            onClick={() => share.isPending || share.mutate({ file, unredacted: copy !== undefined })}
          >
            {file.shared_at
              ? 'Stop sharing it'
              : copy
                ? 'Share this one with the partner, unredacted'
                : 'Share it with the partner'}
            <span className="govuk-visually-hidden">: {file.name}</span>
          </button>
        )}
        {adds && !original && file.scan !== 'infected' && <AddRedacted refId={refId} file={file} />}
        {may && !withdrawing && (
          <button type="button" className="rd-linklike" onClick={() => setWithdrawing(true)}>
            It does not belong here<span className="govuk-visually-hidden">: {file.name}</span>
          </button>
        )}
      </span>
      {take.isError && <p role="alert">{take.error.message}</p>}
      {share.isError && <p role="alert">{share.error.message}</p>}
      {withdrawing && (
        <KeepTyped {...why}>
          <Withdraw refId={refId} file={file} done={() => setWithdrawing(false)} />
        </KeepTyped>
      )}
    </li>
  )
}

interface LeftProps {
  left: readonly NotKept[]
  again: () => void
  leave: () => void
}

function Left({ left, again, leave }: LeftProps) {
  return (
    <div className="rd-notice rd-notice--late" role="alert">
      <p>
        <strong>{left.length === 1 ? 'One file was not kept.' : `${left.length} files were not kept.`}</strong>
      </p>
      <ul>
        {left.map(({ file, why }) => (
          <li key={file.name}>
            {file.name}: {why}
          </li>
        ))}
      </ul>
      <div className="rd-buttons">
        <button type="button" className="rd-button rd-button--second" onClick={again}>
          Try again
        </button>
        <button type="button" className="rd-linklike" onClick={leave}>
          Leave {left.length === 1 ? 'it' : 'them'} out
        </button>
      </div>
    </div>
  )
}

/** The files of a contact and its case: to save, to add by a button or by dropping them, to take away. */
export function Files({ refId, reason = '' }: { refId: string; reason?: string }) {
  const files = useFiles(refId, reason)
  const add = useAddFiles(refId)
  const may = useMay('contacts:people')
  const [left, setLeft] = useState<readonly NotKept[]>([])
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const found = files.data
  const send = (chosen: readonly File[]) => {
    if (chosen.length === 0 || add.isPending) return
    setLeft([])
    add.mutate(chosen, { onSuccess: setLeft })
    if (input.current) input.current.value = ''
  }
  const kept = (add.variables?.length ?? 0) - (add.data?.length ?? 0)
  const said = add.isPending
    ? 'Sending. Stay on this page until it is done.'
    : add.isSuccess && kept > 0
      ? `${plural(kept, 'file')} kept.`
      : ''
  if (!may && found && found.items.length === 0 && found.withheld === 0) return null
  return (
    <Card title="Files" id="files" className={over ? 'rd-files--over' : ''}>
      <div
        className="rd-card__body rd-stack"
        onDragOver={(event) => {
          if (!may) return
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          if (may) send([...event.dataTransfer.files])
        }}
      >
        {files.isPending && <Filling rows={2} label="Fetching the files" />}
        {files.isError && <Failed error={files.error} retry={() => void files.refetch()} />}
        {found && found.withheld > 0 && <p>{plural(found.withheld, 'file')}, not shown to your role.</p>}
        {found && found.items.length > 0 && (
          <ul className="rd-files">
            {found.items.map((file) => (
              <Line
                key={file.number}
                refId={refId}
                file={file}
                files={found.items}
                reason={reason}
                partner={found.partner}
              />
            ))}
          </ul>
        )}
        {left.length > 0 && (
          <Left left={left} again={() => send(left.map(({ file }) => file))} leave={() => setLeft([])} />
        )}
        {may && (
          <Field id="add-files" label="Add files" hint={HINT}>
            <input
              ref={input}
              id="add-files"
              className="rd-files__add"
              type="file"
              multiple
              aria-describedby={describedBy('add-files', HINT, undefined)}
              onChange={({ target }) => send([...(target.files ?? [])])}
            />
          </Field>
        )}
        <div role="status">{said && <p>{said}</p>}</div>
      </div>
    </Card>
  )
}
