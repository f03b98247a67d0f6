import { useEffect } from 'react'
import { Failed } from '../../components/Page'
import { useWatch, useWatched } from './queries'

/** Watching a case that is not one's own: what others do in it is counted on Your day until one looks again. */
export function Watch({ refId }: { refId: string }) {
  const watched = useWatched().data
  const watch = useWatch(refId)
  const { mutate } = watch
  const found = watched?.items.find(({ ref }) => ref === refId)
  const hasNews = (found?.news ?? 0) > 0
  useEffect(() => {
    if (hasNews) mutate(true)
  }, [hasNews, mutate])
  if (!watched) return null
  return (
    <>
      <button
        type="button"
        className="rd-linklike"
        aria-disabled={watch.isPending}
        onClick={() => {
          if (!watch.isPending) mutate(!found)
        }}
      >
        {found ? 'Watching this case: stop' : 'Watch this case'}
      </button>
      {watch.error && <Failed error={watch.error} />}
    </>
  )
}
