#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace tp::inspect {

/// A place in a picture, x to the right and y down.
struct Spot {
    double x = 0;
    double y = 0;
};

/// A box of a graph, before and after it has found its place.
struct LayoutBox {
    double width = 0;
    double height = 0;
    Spot corner = {}; ///< upper left
};

/// An arrow between boxes, by their numbers.
struct LayoutArrow {
    std::size_t from = 0;
    std::size_t to = 0;
    std::vector<Spot> way = {}; ///< from the foot of one box to the head of the other
};

struct LayoutGaps {
    double across = 24; ///< between boxes beside each other
    double down = 40;   ///< between rows
};

/// Gives boxes places so that arrows go down and cross each other seldom: every box stands one row
/// below the lowest of those that lead to it, rows are ordered by where neighbours stand, and boxes
/// move towards the middle of their neighbours.
struct Layout {
    std::vector<LayoutBox> boxes;
    std::vector<LayoutArrow> arrows;
    double width = 0;
    double height = 0;
};

/// Lays out a graph. Arrows that would close a circle are drawn but do not count. Takes time in
/// proportion to boxes and arrows; `isCancelled` is asked now and then, and what came of it so far
/// is then returned.
Layout layOut(
    std::vector<LayoutBox> boxes,
    std::vector<LayoutArrow> arrows,
    const LayoutGaps& gaps = {},
    const std::function<bool()>& isCancelled = {});

} // namespace tp::inspect
