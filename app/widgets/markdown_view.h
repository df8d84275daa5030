#pragma once

#include <QTextBrowser>

namespace app {

/// A text in Markdown, set for reading: about seventy letters to a line, room between the lines,
/// notes (block quotes) and code on tinted ground. Nothing is ever loaded from elsewhere.
class MarkdownView : public QTextBrowser {
    Q_OBJECT

public:
    explicit MarkdownView(QWidget* parent = nullptr);

    void setMarkdownText(const QString& markdown);
    const QString& markdownText() const { return m_markdown; }

    /// Whether the widget is as high as its text, for use inside a page that scrolls; else it
    /// scrolls itself.
    void setFitsContents(bool fits);

    QVariant loadResource(int type, const QUrl& name) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// A link of the text was followed: `learn`, `tutorial/02/train`, `https://…`.
    void navigate(const QString& link);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void render();
    void dress();
    void dressTables();
    void fitWidth();

    QString m_markdown;
    bool m_fitsContents = false;
    bool m_isFitting = false;
};

} // namespace app
