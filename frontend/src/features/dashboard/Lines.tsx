import {
  Bar,
  BarChart,
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

const AXIS = { tickLine: false, interval: 0, axisLine: { stroke: '#16232b' } } as const

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
            <CartesianGrid vertical={false} stroke="#dde3e3" />
            <XAxis
              dataKey="month"
              {...AXIS}
              padding={{ left: 18, right: 18 }}
              tick={<TickText words={monthLetters} />}
            />
            <YAxis domain={[low, high]} hide />
            {board.target !== null && (
              <ReferenceLine y={board.target} stroke="#7f4c00" strokeDasharray="6 4" strokeWidth={2} />
            )}
            <Line
              dataKey="percent"
              stroke="#15505a"
              strokeWidth={2.5}
              dot={{ r: 4, fill: '#fff', stroke: '#15505a', strokeWidth: 2 }}
              isAnimationActive={false}
              connectNulls
            >
              <LabelList dataKey="percent" content={<MarkText above={8} />} />
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

/** Received and answered, month by month, side by side. */
export function MonthBars({ board }: { board: Dashboard }) {
  const received = board.months.reduce((sum, month) => sum + month.received, 0)
  const answered = board.months.reduce((sum, month) => sum + month.answered, 0)
  return (
    <ChartCard
      title="Received and answered each month"
      note={`${received} received, ${answered} answered in ${board.year}.`}
      headings={['Month', 'Received', 'Answered']}
      rows={board.months.map((month) => [monthYear(month.month), month.received, month.answered])}
    >
      <ul className="rd-legend">
        <li>
          <i className="rd-key rd-key--received" />
          Received
        </li>
        <li>
          <i className="rd-key rd-key--answered" />
          Answered
        </li>
      </ul>
      <div className="rd-plot" aria-hidden="true">
        <ResponsiveContainer width="100%" height={230}>
          <BarChart
            data={board.months}
            accessibilityLayer={false}
            margin={{ top: 20, right: 0, left: 0, bottom: 4 }}
            barGap={2}
            barCategoryGap="14%"
          >
            <XAxis dataKey="month" {...AXIS} tick={<TickText words={monthLetters} />} />
            <YAxis hide />
            <Bar dataKey="received" fill="#15505a" isAnimationActive={false}>
              <LabelList dataKey="received" content={<MarkText above={2} />} />
            </Bar>
            <Bar dataKey="answered" fill="#6a989c" isAnimationActive={false}>
              <LabelList dataKey="answered" content={<MarkText above={2} />} />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </ChartCard>
  )
}
