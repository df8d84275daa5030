// In which order layers are listed and computed: that of tfjs, since files and summaries show it.
#include "engine/model/layer_graph_order.h"

#include "engine/base/error.h"

#include <algorithm>
#include <unordered_set>

namespace tp {

namespace {

using Nodes = std::vector<const LayerNode*>;

class DepthOrder {
public:
    explicit DepthOrder(const SymbolicTensors& inputs) {
        for (const SymbolicTensor& input : inputs)
            m_ends.insert(input.node().get());
    }

    LayerOrder take(const SymbolicTensors& outputs) {
        for (const SymbolicTensor& output : outputs)
            visit(output.node().get());
        measureDepths();
        return sortedByDepth();
    }

private:
    // Layers get their numbers on the way back from the outputs; nodes are listed once all that
    // they hang on is. A stack of one's own, since a file may hold a very long row of layers.
    void visit(const LayerNode* end) {
        struct Visit {
            const LayerNode* node;
            std::size_t next;
        };
        std::vector<Visit> stack;
        const auto enter = [&](const LayerNode* node) {
            if (!m_seen.insert(node).second)
                return;
            m_layerNumbers.emplace(node->layer.get(), m_layerNumbers.size());
            stack.push_back({node, 0});
        };
        enter(end);
        while (!stack.empty()) {
            Visit& top = stack.back();
            const bool isEnd = m_ends.contains(top.node);
            if (isEnd || top.next == top.node->inputs.size()) {
                check(
                    isEnd || !top.node->inputs.empty(),
                    "model: the outputs hang on the input \"%1\", which is not among the model's "
                    "inputs.",
                    top.node->layer->name());
                m_nodes.push_back(top.node);
                stack.pop_back();
            } else {
                enter(top.node->inputs[top.next++].node().get());
            }
        }
    }

    void measureDepths() {
        for (auto node = m_nodes.rbegin(); node != m_nodes.rend(); ++node) {
            std::size_t& layerDepth = m_layerDepths[(*node)->layer.get()];
            layerDepth = std::max(layerDepth, m_nodeDepths[*node]);
            m_nodeDepths[*node] = layerDepth;
            const std::size_t depth = layerDepth;
            if (m_ends.contains(*node))
                continue;
            for (const SymbolicTensor& input : (*node)->inputs) {
                std::size_t& inputDepth = m_nodeDepths[input.node().get()];
                inputDepth = std::max(inputDepth, depth + 1);
            }
        }
    }

    LayerOrder sortedByDepth() const {
        LayerOrder order;
        for (const auto& [layer, number] : m_layerNumbers)
            order.layers.push_back(layer);
        std::sort(order.layers.begin(), order.layers.end(), [&](Layer* a, Layer* b) {
            const std::size_t depthA = m_layerDepths.at(a);
            const std::size_t depthB = m_layerDepths.at(b);
            return depthA != depthB ? depthA > depthB : m_layerNumbers.at(a) < m_layerNumbers.at(b);
        });
        for (const LayerNode* node : m_nodes) {
            const std::size_t depth = m_nodeDepths.at(node);
            if (order.nodesByDepth.size() <= depth)
                order.nodesByDepth.resize(depth + 1);
            order.nodesByDepth[depth].push_back(node);
        }
        return order;
    }

    std::unordered_set<const LayerNode*> m_ends;
    std::unordered_set<const LayerNode*> m_seen;
    Nodes m_nodes;
    std::unordered_map<Layer*, std::size_t> m_layerNumbers;
    std::unordered_map<Layer*, std::size_t> m_layerDepths;
    std::unordered_map<const LayerNode*, std::size_t> m_nodeDepths;
};

} // namespace

LayerOrder layerOrder(const SymbolicTensors& inputs, const SymbolicTensors& outputs) {
    return DepthOrder(inputs).take(outputs);
}

std::vector<std::shared_ptr<const LayerNode>>
computingOrder(const SymbolicTensors& inputs, const SymbolicTensors& outputs) {
    std::unordered_set<const LayerNode*> done;
    for (const SymbolicTensor& input : inputs)
        done.insert(input.node().get());
    struct Visit {
        std::shared_ptr<const LayerNode> node;
        bool isMarked;
    };
    std::vector<std::shared_ptr<const LayerNode>> order;
    std::vector<Visit> stack;
    for (const SymbolicTensor& output : outputs) {
        stack.push_back({output.node(), false});
        while (!stack.empty()) {
            const Visit top = stack.back();
            if (done.contains(top.node.get())) {
                stack.pop_back();
            } else if (top.isMarked || top.node->inputs.empty()) {
                stack.pop_back();
                order.push_back(top.node);
                done.insert(top.node.get());
            } else {
                // The last input is computed first, as in tfjs: a mask that stays behind, or a
                // random number, may depend on it.
                stack.back().isMarked = true;
                for (const SymbolicTensor& input : top.node->inputs) {
                    if (!done.contains(input.node().get()))
                        stack.push_back({input.node(), false});
                }
            }
        }
    }
    return order;
}

} // namespace tp
