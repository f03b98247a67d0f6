import {
  CartesianGrid,
  LabelList,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts'
import type { Dashboard } from '../../api'
import { monthLetters, monthYear } from '../../lib/dates'
import { ChartCard } from './ChartCard'
import { MarkText, TickText } from './ChartText'
import { scale, trend } from './figures'

/** The on-time share since April, at the end of each month, beside its target. */
export function OnTimeLine({ board }: { board: Dashboard }) {
  const points = trend(board.months)
  const [low, high] = scale([...points.map((point) => point.percent), board.target])
  const last = points.findLast((point) => point.percent !== null)
  return (
    <ChartCard
      title="On-time share through the year"
      note={`All answers from April to the end of each month. Scale runs from ${low}% to ${high}%.`}
      headings={['To the end of', 'Share', 'On time', 'Answers']}
      rows={points.map((point) => [
        monthYear(point.month),
        point.percent === null ? 'none' : `${point.percent}%`,
        point.numerator,
        point.denominator,
      ])}
    >
      <div className="rd-plot" aria-hidden="true">
        <ResponsiveContainer width="100%" height={250}>
          <LineChart data={points} accessibilityLayer={false} margin={{ top: 28, right: 4, left: 4, bottom: 4 }}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="month"
              tickLine={false}
              interval={0}
              axisLine={{ stroke: 'var(--text)' }}
              padding={{ left: 18, right: 18 }}
              tick={<TickText words={monthLetters} />}
            />
            <YAxis domain={[low, high]} hide />
            {board.target !== null && (
              <ReferenceLine y={board.target} stroke="var(--soon)" strokeDasharray="6 4" strokeWidth={2} />
            )}
            <Line
              dataKey="percent"
              stroke="var(--bar)"
              strokeWidth={2.5}
              dot={{ r: 4, fill: 'var(--paper)', stroke: 'var(--bar)', strokeWidth: 2 }}
              isAnimationActive={false}
              connectNulls
            >
              <LabelList dataKey="percent" content={<MarkText />} />
            </Line>
          </LineChart>
        </ResponsiveContainer>
      </div>
      <ul className="rd-legend">
        {last && (
          <li>
            <b>
              {last.percent}% to the end of {monthYear(last.month)}
            </b>
          </li>
        )}
        {board.target !== null && (
          <li>
            <i className="rd-key rd-key--target" />
            Target {board.target}%
          </li>
        )}
      </ul>
    </ChartCard>
  )
}
