#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

OpCases einsumCases() {
    OpCases cases;
    const Tensor a = tensor({{1, 2, 3}, {4, 5, 6}});
    const Tensor b = tensor({{1, 0}, {0, 1}, {2, -1}});
    const Tensor v = tensor({1, -1, 2});
    // Gradients are told apart by tensor, so the same numbers come as tensors of their own.
    const auto again = [](const Tensor& x) { return x * 1; };
    const auto row = [&](const char* equation, const Tensors& inputs, const Tensor& y) {
        cases.push_back(
            {std::string("einsum ") + equation,
             "Einsum",
             [equation](const Tensors& xs) { return einsum(equation, xs); },
             inputs,
             y});
    };
    row("ij,jk->ik", {a, b}, tensor({{7, -1}, {16, -1}}));
    row("ij,kj->ik", {a, transpose(b)}, tensor({{7, -1}, {16, -1}}));
    row("ji,jk->ik", {transpose(a), b}, tensor({{7, -1}, {16, -1}}));
    row("ji,kj->ki", {transpose(a), transpose(b)}, tensor({{7, 16}, {-1, -1}}));
    row("ij , jk", {a, b}, tensor({{7, -1}, {16, -1}}));
    row("ba", {a}, tensor({{1, 4}, {2, 5}, {3, 6}}));
    row("ij->ji", {a}, tensor({{1, 4}, {2, 5}, {3, 6}}));
    row("ij->", {a}, scalar(21));
    row("ij->j", {a}, tensor({5, 7, 9}));
    row("ij->ij", {a}, a);
    row(",->", {scalar(2), scalar(3)}, scalar(6));
    row("i,->i", {v, scalar(3)}, tensor({3, -3, 6}));
    row("ij,->", {a, scalar(2)}, scalar(42));
    row("i,i->", {v, again(v)}, scalar(6));
    row("i,i->i", {v, again(v)}, tensor({1, 1, 4}));
    row("i,j->ji", {tensor({1, 2}), v}, tensor({{1, 2}, {-1, -2}, {2, 4}}));
    row("ij,j->i", {a, v}, tensor({5, 11}));
    row("ij,ij->i", {a, again(a)}, tensor({14, 77}));
    row("ij,k->i", {a, v}, tensor({12, 30})); // both lose a letter of their own
    row("bi,bj->bij",
        {tensor({{1, 2}, {3, 4}}), tensor({{1, 2}, {3, 4}})},
        tensor({{{1, 2}, {2, 4}}, {{9, 12}, {12, 16}}}));
    row("ij,jk,k->i", {a, b, tensor({1, 2})}, tensor({5, 14}));
    row("i,i,i->i", {v, again(v), again(v)}, tensor({1, -1, 8}));
    row("Aij,Ajk->Aik",
        {stack({a, a * 2}), stack({b, b})},
        tensor({{{7, -1}, {16, -1}}, {{14, -2}, {32, -2}}}));
    row("ij,jk->ik", {zeros({2, 0}), zeros({0, 3})}, zeros({2, 3}));
    row("ij,jk->ki", {zeros({0, 3}), b}, zeros({2, 0}));
    cases.push_back(
        {"einsum of int32",
         "Einsum",
         [](const Tensors& xs) { return einsum("ij,jk->ik", xs); },
         {cast(a, DType::Int32), cast(b, DType::Int32)},
         tensor({{7, -1}, {16, -1}}, DType::Int32),
         Smooth::No});
    return cases;
}

} // namespace tp::test
