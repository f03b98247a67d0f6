import { useEffect, useState } from 'react'
import { londonDay } from './dates'

/** The time now, told again every half minute. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

export function useToday(): string {
  return londonDay(useNow())
}
