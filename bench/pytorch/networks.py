"""The two networks of the benchmark in PyTorch, written from the same description as ours (see the zoo's READMEs)."""
import torch
import torch.nn.functional as F
from torch import nn


def normalised(convolution, channels, activation=nn.ReLU):
    return nn.Sequential(convolution, nn.BatchNorm2d(channels), activation(inplace=True))


def double_convolution(inputs, outputs):
    return nn.Sequential(
        normalised(nn.Conv2d(inputs, outputs, 3, padding=1), outputs),
        normalised(nn.Conv2d(outputs, outputs, 3, padding=1), outputs),
    )


def upsampled(inputs, outputs, groups=1):
    return nn.Sequential(
        nn.Upsample(scale_factor=2),
        nn.Conv2d(inputs, outputs, 3, padding=1, groups=groups),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class UNet(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        w = [width * 2**level for level in range(5)]
        self.encoder = nn.ModuleList([double_convolution(3 if i == 0 else w[i - 1], w[i]) for i in range(5)])
        self.up = nn.ModuleList([upsampled(w[i], w[i - 1]) for i in range(4, 0, -1)])
        self.decoder = nn.ModuleList([double_convolution(w[i], w[i - 1]) for i in range(4, 0, -1)])
        self.head = nn.Conv2d(width, 1, 1)

    def forward(self, x):
        skips = []
        for level, block in enumerate(self.encoder):
            x = block(x if level == 0 else F.max_pool2d(x, 2))
            skips.append(x)
        for i in range(4):
            x = self.decoder[i](torch.cat([skips[3 - i], self.up[i](x)], 1))
        return self.head(x)


class DifferenceConvolution(nn.Module):
    def __init__(self, inputs, outputs, theta=0.7):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
        self.theta = theta

    def forward(self, x):
        weight = self.convolution.weight
        centre = torch.zeros_like(weight)
        centre[:, :, 1, 1] = self.theta * weight.sum((2, 3))
        return F.conv2d(x, weight - centre, padding=1)


class GradientAggregation(nn.Module):
    def __init__(self, inputs, outputs, narrow):
        super().__init__()
        def plain(i, o):
            return normalised(nn.Conv2d(i, o, 3, padding=1, bias=False), o, nn.ReLU6)
        def difference(o):
            return normalised(DifferenceConvolution(inputs, o), o, nn.ReLU6)
        self.branches = nn.ModuleList([
            difference(outputs),
            nn.Sequential(difference(narrow), plain(narrow, outputs)),
            nn.Sequential(difference(narrow), plain(narrow, outputs), plain(outputs, outputs)),
            nn.Sequential(nn.AvgPool2d(3, 1, 1, count_include_pad=False), difference(outputs)),
        ])
        self.fuse = normalised(nn.Conv2d(4 * outputs, outputs, 1, bias=False), outputs, nn.ReLU6)

    def forward(self, x):
        return self.fuse(torch.cat([branch(x) for branch in self.branches], 1))


class Ghost(nn.Module):
    def __init__(self, inputs, outputs, rectify):
        super().__init__()
        primary = (outputs + 1) // 2
        def block(convolution):
            layers = [convolution, nn.BatchNorm2d(primary)]
            return nn.Sequential(*layers, nn.ReLU(inplace=True)) if rectify else nn.Sequential(*layers)
        self.primary = block(nn.Conv2d(inputs, primary, 1, bias=False))
        self.cheap = block(nn.Conv2d(primary, primary, 3, padding=1, groups=primary, bias=False))
        self.outputs = outputs

    def forward(self, x):
        first = self.primary(x)
        return torch.cat([first, self.cheap(first)], 1)[:, : self.outputs]


class Attention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Conv2d(channels, channels // 16, 1, bias=False),
            nn.ReLU(),
            nn.Conv2d(channels // 16, channels, 1, bias=False),
        )
        self.spatial = nn.Conv2d(2, 1, 7, padding=3, bias=False)

    def forward(self, x):
        x = x * torch.sigmoid(self.mlp(F.adaptive_max_pool2d(x, 1)) + self.mlp(F.adaptive_avg_pool2d(x, 1)))
        pooled = torch.cat([x.max(1, keepdim=True)[0], x.mean(1, keepdim=True)], 1)
        return x * torch.sigmoid(self.spatial(pooled))


class GhostAttention(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.body = nn.Sequential(
            Ghost(inputs, outputs, True), Attention(outputs), Ghost(outputs, outputs, False)
        )
        self.shortcut = nn.Sequential(
            nn.Conv2d(inputs, inputs, 3, padding=1, groups=inputs, bias=False),
            nn.BatchNorm2d(inputs),
            nn.Conv2d(inputs, outputs, 1, bias=False),
            nn.BatchNorm2d(outputs),
        )

    def forward(self, x):
        return self.body(x) + self.shortcut(x)


class GraphCorrelationAttention(nn.Module):
    def __init__(self, channels, width=32):
        super().__init__()
        self.embed = nn.Parameter(torch.empty(channels, width))
        self.down = nn.Parameter(torch.empty(channels, width))
        self.up = nn.Parameter(torch.empty(width, channels))
        for parameter in self.parameters():
            nn.init.xavier_uniform_(parameter)

    def forward(self, x):
        n, c, h, w = x.shape
        nodes = x.flatten(2).transpose(1, 2)
        embedded = F.normalize(nodes @ self.embed, dim=2)
        correlation = embedded @ embedded.transpose(1, 2) / (h * w) ** 0.5
        hidden = F.dropout(F.relu(correlation @ (nodes @ self.down)), 0.5, self.training)
        attention = torch.sigmoid(F.relu((correlation @ hidden) @ self.up))
        return x * attention.transpose(1, 2).reshape(n, c, h, w)


class LiteUNet(nn.Module):
    def __init__(self):
        super().__init__()
        w = [32, 64, 128, 256, 512]
        self.first = GradientAggregation(3, 32, 16)
        self.encoder = nn.ModuleList([GhostAttention(w[i - 1], w[i]) for i in range(1, 5)])
        self.attention = GraphCorrelationAttention(512)
        self.up = nn.ModuleList([upsampled(w[i], w[i - 1], groups=4) for i in range(4, 0, -1)])
        self.decoder = nn.ModuleList([GhostAttention(w[i], w[i - 1]) for i in range(4, 0, -1)])
        self.head = nn.Conv2d(32, 1, 1)

    def forward(self, x):
        x = self.first(x)
        skips = [x]
        for block in self.encoder:
            x = block(F.max_pool2d(x, 2))
            skips.append(x)
        x = self.attention(x)
        for i in range(4):
            x = self.decoder[i](torch.cat([skips[3 - i], self.up[i](x)], 1))
        return self.head(x)
