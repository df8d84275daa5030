#include "engine/inspect/graph_layout.h"

#include <algorithm>
#include <numeric>

namespace tp::inspect {

namespace {

using Index = std::size_t;

/// More helping points than this are not worth their time: long arrows then go straight.
constexpr Index kMostPoints = 60'000;
constexpr int kOrderingRounds = 6;
constexpr int kPlacingRounds = 6;
constexpr double kPointWidth = 8;

/// A box, or a point where a long arrow passes through a row.
struct Item {
    double width = 0;
    double height = 0;
    double center = 0;
    Index row = 0;
    Index place = 0; // within the row
    std::vector<Index> above = {};
    std::vector<Index> below = {};
};

class Layered {
public:
    Layered(Layout& layout, const LayoutGaps& gaps, const std::function<bool()>& isCancelled)
        : m_layout(layout)
        , m_gaps(gaps)
        , m_isCancelled(isCancelled) {}

    void run() {
        chooseRows();
        makeItems();
        for (int round = 0; round < kOrderingRounds && !isCancelled(); ++round)
            order(round % 2 == 0);
        pack();
        for (int round = 0; round < kPlacingRounds && !isCancelled(); ++round)
            move(round % 2 == 0);
        finish();
    }

private:
    bool isCancelled() const { return m_isCancelled && m_isCancelled(); }

    /// Every box one row below the lowest of those before it (Kahn's order); those that nothing
    /// leads to stand right above the first that needs them.
    void chooseRows() {
        const Index count = m_layout.boxes.size();
        std::vector<std::vector<Index>> after(count);
        std::vector<std::size_t> waitsFor(count, 0);
        for (const LayoutArrow& arrow : m_layout.arrows) {
            if (arrow.from == arrow.to)
                continue;
            after[arrow.from].push_back(arrow.to);
            ++waitsFor[arrow.to];
        }
        m_rowOf.assign(count, 0);
        std::vector<Index> ready;
        for (Index box = 0; box < count; ++box) {
            if (waitsFor[box] == 0)
                ready.push_back(box);
        }
        const std::vector<Index> first = ready;
        for (Index next = 0; next < ready.size(); ++next) {
            for (const Index to : after[ready[next]]) {
                m_rowOf[to] = std::max(m_rowOf[to], m_rowOf[ready[next]] + 1);
                if (--waitsFor[to] == 0)
                    ready.push_back(to);
            }
        }
        for (const Index box : first) {
            if (after[box].empty())
                continue;
            Index nearest = m_rowOf[after[box].front()];
            for (const Index to : after[box])
                nearest = std::min(nearest, m_rowOf[to]);
            m_rowOf[box] = nearest > 0 ? nearest - 1 : 0;
        }
    }

    void makeItems() {
        const Index boxes = m_layout.boxes.size();
        for (Index box = 0; box < boxes; ++box) {
            const LayoutBox& shown = m_layout.boxes[box];
            m_items.push_back({shown.width, shown.height, 0, m_rowOf[box]});
        }
        Index points = 0;
        for (const LayoutArrow& arrow : m_layout.arrows) {
            const Index from = m_rowOf[arrow.from];
            const Index to = m_rowOf[arrow.to];
            points += to > from ? to - from - 1 : 0;
        }
        const bool isDetailed = points <= kMostPoints;
        m_chains.resize(m_layout.arrows.size());
        for (Index i = 0; i < m_layout.arrows.size(); ++i)
            chain(i, isDetailed);
        Index rows = 0;
        for (const Item& item : m_items)
            rows = std::max(rows, item.row + 1);
        m_rows.resize(rows);
        for (Index item = 0; item < m_items.size(); ++item) {
            auto& row = m_rows[m_items[item].row];
            m_items[item].place = row.size();
            row.push_back(item);
        }
    }

    void chain(Index arrow, bool isDetailed) {
        const auto [from, to, way] = m_layout.arrows[arrow];
        if (m_rowOf[to] <= m_rowOf[from])
            return; // part of a circle: drawn only
        Index last = from;
        for (Index row = m_rowOf[from] + 1; isDetailed && row < m_rowOf[to]; ++row) {
            const Index point = m_items.size();
            m_items.push_back({kPointWidth, 0, 0, row});
            m_chains[arrow].push_back(point);
            link(last, point);
            last = point;
        }
        link(last, to);
    }

    void link(Index upper, Index lower) {
        m_items[upper].below.push_back(lower);
        m_items[lower].above.push_back(upper);
    }

    /// Sorts each row by the mean place of its neighbours in the row before.
    void order(bool isDownward) {
        std::vector<double> mean(m_items.size());
        for (Index i = 0; i < m_rows.size(); ++i) {
            auto& row = m_rows[isDownward ? i : m_rows.size() - 1 - i];
            if (row.size() < 2)
                continue;
            for (const Index item : row) {
                const auto& others = isDownward ? m_items[item].above : m_items[item].below;
                double sum = 0;
                for (const Index other : others)
                    sum += static_cast<double>(m_items[other].place);
                mean[item] = others.empty() ? static_cast<double>(m_items[item].place)
                                            : sum / static_cast<double>(others.size());
            }
            std::stable_sort(
                row.begin(), row.end(), [&](Index a, Index b) { return mean[a] < mean[b]; });
            for (Index place = 0; place < row.size(); ++place)
                m_items[row[place]].place = place;
        }
    }

    double distance(Index left, Index right) const {
        return (m_items[left].width + m_items[right].width) / 2 + m_gaps.across;
    }

    /// Side by side, each row around 0.
    void pack() {
        for (const auto& row : m_rows) {
            double at = 0;
            for (Index i = 0; i < row.size(); ++i) {
                if (i > 0)
                    at += distance(row[i - 1], row[i]);
                m_items[row[i]].center = at;
            }
            for (const Index item : row)
                m_items[item].center -= at / 2;
        }
    }

    void move(bool isDownward) {
        for (Index i = 0; i < m_rows.size(); ++i)
            moveRow(m_rows[isDownward ? i : m_rows.size() - 1 - i], isDownward);
    }

    /// Puts the items of a row as near as can be to the middle of their neighbours without their
    /// touching. Less the widths in between this is a rising sequence nearest to given numbers,
    /// which pooling of those that are out of order finds.
    void moveRow(const std::vector<Index>& row, bool isDownward) {
        struct Pool {
            double sum = 0;
            double weight = 0;
            Index count = 0;
            double mean() const { return sum / weight; }
        };
        std::vector<double> offset(row.size(), 0);
        std::vector<Pool> pools;
        for (Index i = 0; i < row.size(); ++i) {
            if (i > 0)
                offset[i] = offset[i - 1] + distance(row[i - 1], row[i]);
            const Item& item = m_items[row[i]];
            const auto& near = isDownward ? item.above : item.below;
            const auto& others = near.empty() ? (isDownward ? item.below : item.above) : near;
            double wish = item.center;
            if (!others.empty()) {
                wish = 0;
                for (const Index other : others)
                    wish += m_items[other].center;
                wish /= static_cast<double>(others.size());
            }
            // Long arrows want to be straight more than boxes want to be in the middle.
            const double weight = item.height > 0 ? 1 : 2;
            pools.push_back({(wish - offset[i]) * weight, weight, 1});
            while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
                const Pool last = pools.back();
                pools.pop_back();
                pools.back().sum += last.sum;
                pools.back().weight += last.weight;
                pools.back().count += last.count;
            }
        }
        Index i = 0;
        for (const Pool& pool : pools) {
            for (Index n = 0; n < pool.count; ++n, ++i)
                m_items[row[i]].center = pool.mean() + offset[i];
        }
    }

    void finish() {
        std::vector<double> top(m_rows.size());
        std::vector<double> tall(m_rows.size());
        double y = 0;
        for (Index row = 0; row < m_rows.size(); ++row) {
            top[row] = y;
            for (const Index item : m_rows[row])
                tall[row] = std::max(tall[row], m_items[item].height);
            y += tall[row] + m_gaps.down;
        }
        m_layout.height = std::max(0.0, y - m_gaps.down);
        double left = 0;
        double right = 0;
        for (Index i = 0; i < m_items.size(); ++i) {
            const Item& item = m_items[i];
            left = i == 0 ? item.center - item.width / 2
                          : std::min(left, item.center - item.width / 2);
            right = i == 0 ? item.center + item.width / 2
                           : std::max(right, item.center + item.width / 2);
        }
        m_layout.width = right - left;
        for (Index box = 0; box < m_layout.boxes.size(); ++box) {
            const Item& item = m_items[box];
            m_layout.boxes[box].corner = {
                item.center - item.width / 2 - left,
                top[item.row] + (tall[item.row] - item.height) / 2};
        }
        for (Index i = 0; i < m_layout.arrows.size(); ++i) {
            LayoutArrow& arrow = m_layout.arrows[i];
            const auto middle = [&](Index box) { return m_items[box].center - left; };
            const LayoutBox& from = m_layout.boxes[arrow.from];
            const LayoutBox& to = m_layout.boxes[arrow.to];
            arrow.way = {{middle(arrow.from), from.corner.y + from.height}};
            for (const Index point : m_chains[i]) {
                const Item& item = m_items[point];
                arrow.way.push_back({item.center - left, top[item.row]});
                arrow.way.push_back({item.center - left, top[item.row] + tall[item.row]});
            }
            arrow.way.push_back({middle(arrow.to), to.corner.y});
        }
    }

    Layout& m_layout;
    LayoutGaps m_gaps;
    const std::function<bool()>& m_isCancelled;
    std::vector<Index> m_rowOf;
    std::vector<Item> m_items;                // the boxes first
    std::vector<std::vector<Index>> m_rows;   // items from left to right
    std::vector<std::vector<Index>> m_chains; // the points of each arrow
};

} // namespace

Layout layOut(
    std::vector<LayoutBox> boxes,
    std::vector<LayoutArrow> arrows,
    const LayoutGaps& gaps,
    const std::function<bool()>& isCancelled) {
    Layout layout{std::move(boxes), std::move(arrows)};
    Layered(layout, gaps, isCancelled).run();
    return layout;
}

} // namespace tp::inspect
