#include "engine/inspect/model_picture.h"

#include <algorithm>

namespace tp::inspect {

namespace {

constexpr double kBoxHeight = 46;
constexpr double kLeastWidth = 132;
constexpr double kMostWidth = 260;
constexpr double kCharacterWidth = 7.4;
constexpr double kBoxPadding = 34;
constexpr double kFramePadding = 20;
constexpr double kFrameHead = 34;

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

double widthFor(const PictureBox& box) {
    const auto longest = static_cast<double>(
        std::max(characters(box.name), characters(box.kind) + characters(box.outputs)));
    return std::clamp(longest * kCharacterWidth + kBoxPadding, kLeastWidth, kMostWidth);
}

Spot moved(Spot spot, Spot by) {
    return {spot.x + by.x, spot.y + by.y};
}

class Drawing {
public:
    Drawing(
        const ModelView& view, const std::set<int>& open, const std::function<bool()>& isCancelled)
        : m_view(view)
        , m_open(open)
        , m_isCancelled(isCancelled) {}

    /// The picture of one model, with those that are open in it.
    ModelPicture scope(const Scope& scope) const {
        std::vector<PictureBox> boxes;
        std::vector<ModelPicture> insides(scope.parts.size());
        std::vector<LayoutBox> sizes;
        for (std::size_t i = 0; i < scope.parts.size(); ++i) {
            PictureBox box = boxFor(scope.parts[i]);
            if (const Scope* inner = openScope(box.row)) {
                insides[i] = this->scope(*inner);
                box.isGroup = true;
                box.width = std::max(box.width, insides[i].width + 2 * kFramePadding);
                box.height = insides[i].height + kFrameHead + kFramePadding;
            }
            sizes.push_back({box.width, box.height});
            boxes.push_back(std::move(box));
        }
        std::vector<LayoutArrow> arrows;
        for (const Scope::Wire& wire : scope.wires)
            arrows.push_back({wire.from, wire.to});
        const Layout layout = layOut(std::move(sizes), std::move(arrows), {}, m_isCancelled);
        ModelPicture picture;
        picture.width = layout.width;
        picture.height = layout.height;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            boxes[i].corner = layout.boxes[i].corner;
            picture.boxes.push_back(boxes[i]);
            if (boxes[i].isGroup)
                put(picture, std::move(insides[i]), boxes[i]);
        }
        for (const LayoutArrow& arrow : layout.arrows)
            picture.arrows.push_back({arrow.way});
        return picture;
    }

private:
    const Scope* openScope(int row) const {
        if (row < 0 || !m_open.contains(row))
            return nullptr;
        const auto found =
            std::find_if(m_view.scopes.begin(), m_view.scopes.end(), [&](const Scope& scope) {
                return scope.row == row;
            });
        return found == m_view.scopes.end() ? nullptr : &*found;
    }

    PictureBox boxFor(const Scope::Part& part) const {
        PictureBox box;
        box.row = part.row;
        box.name = part.name;
        box.kind =
            part.row < 0 ? "InputLayer" : m_view.rows[static_cast<std::size_t>(part.row)].kind;
        box.outputs = part.outputs;
        box.width = widthFor(box);
        box.height = kBoxHeight;
        return box;
    }

    static void put(ModelPicture& picture, ModelPicture inside, const PictureBox& frame) {
        const Spot by = {
            frame.corner.x + (frame.width - inside.width) / 2, frame.corner.y + kFrameHead};
        for (PictureBox& box : inside.boxes) {
            box.corner = moved(box.corner, by);
            picture.boxes.push_back(std::move(box));
        }
        for (PictureArrow& arrow : inside.arrows) {
            for (Spot& spot : arrow.way)
                spot = moved(spot, by);
            picture.arrows.push_back(std::move(arrow));
        }
    }

    const ModelView& m_view;
    const std::set<int>& m_open;
    const std::function<bool()>& m_isCancelled;
};

} // namespace

ModelPicture pictureOf(
    const ModelView& view, const std::set<int>& open, const std::function<bool()>& isCancelled) {
    if (view.scopes.empty())
        return {};
    ModelPicture picture = Drawing(view, open, isCancelled).scope(view.scopes.front());
    for (PictureArrow& arrow : picture.arrows) {
        arrow.least = arrow.most = arrow.way.front();
        for (const Spot& spot : arrow.way) {
            arrow.least = {std::min(arrow.least.x, spot.x), std::min(arrow.least.y, spot.y)};
            arrow.most = {std::max(arrow.most.x, spot.x), std::max(arrow.most.y, spot.y)};
        }
    }
    return picture;
}

} // namespace tp::inspect
