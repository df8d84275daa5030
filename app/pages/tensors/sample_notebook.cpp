#include "app/pages/tensors/tensors_session.h"

namespace app {

tp::notebook::Cells sampleNotebook() {
    using Cell = tp::notebook::Cell;
    tp::notebook::Cells cells{
        Cell{.note = "@tensors"},
        Cell{.name = "a", .recipe = "tensor", .attrs = {{"values", "[[1, 2, 3], [4, 5, 6]]"}}},
        Cell{.name = "b", .recipe = "tensor", .attrs = {{"values", "[10, 20, 30]"}}},
        Cell{.note = "@operations"},
        Cell{.name = "c", .recipe = "Add", .inputs = {"a", "b"}},
        Cell{.name = "d", .recipe = "Reshape", .inputs = {"a"}, .attrs = {{"shape", "3, 2"}}},
        Cell{.name = "e", .recipe = "BatchMatMul", .inputs = {"a", "d"}},
        Cell{.name = "f", .recipe = "Mean", .inputs = {"c"}, .attrs = {{"axis", "1"}}},
        Cell{.note = "@dtypes"},
        Cell{.name = "g", .recipe = "Greater", .inputs = {"a", "2"}},
        Cell{
            .name = "h",
            .recipe = "tensor",
            .attrs = {{"values", "[1 + 2i, -3i]"}, {"dtype", "complex64"}}},
        Cell{.name = "j", .recipe = "tensor", .attrs = {{"values", "['cat', 'dog']"}}},
        Cell{.note = "@create"},
        Cell{.name = "k", .recipe = "randomNormal", .attrs = {{"shape", "12, 16"}, {"seed", "7"}}},
        Cell{.name = "m", .recipe = "fromPixels", .attrs = {{"picture", "sunset"}}},
        Cell{.note = "@memory"},
        Cell{
            .name = "n",
            .recipe = "tidy",
            .inputs = {"a"},
            .attrs = {{"steps", "square, mean, sqrt"}, {"tidy", "true"}}},
        Cell{.name = "o", .recipe = "data", .inputs = {"n"}, .attrs = {{"wait", "false"}}},
    };
    std::int64_t id = 1;
    for (Cell& cell : cells)
        cell.id = id++;
    return cells;
}

} // namespace app
